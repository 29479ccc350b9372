"""Stories: matches articles about one event; used by the store."""
