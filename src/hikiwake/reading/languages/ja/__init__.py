"""Text in the language `ja`: grammar of its dates and quotations, names, and the pipeline (GiNZA) that an extra installs."""
