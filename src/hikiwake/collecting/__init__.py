"""Material from elsewhere: pages and feeds by address, and folders that are watched."""
