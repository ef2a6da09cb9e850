"""Problems to one format each."""
