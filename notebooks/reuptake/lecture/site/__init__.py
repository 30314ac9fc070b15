"""The course as a site that needs no server: pages to read, and JupyterLite to run."""
