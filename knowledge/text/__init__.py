"""Reading what people write. Knows no index and no probabilities."""
