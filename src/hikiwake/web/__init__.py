"""The workbench: the case in a browser on the analyst's own machine."""
