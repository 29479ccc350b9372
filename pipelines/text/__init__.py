"""Lines of Indonesian news text: dates, bylines, datelines, places, prose, forms to compare by."""
