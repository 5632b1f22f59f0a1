"""The small languages inside a page: readers that know where every name stands and survive every fault."""
