"""临时占用道路许可: a permit to occupy a road for a time; the example of the guide."""
