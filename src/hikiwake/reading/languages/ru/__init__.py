"""Text in the language `ru`: grammar of its dates and quotations, names, and the pipeline (natasha) that an extra installs."""
