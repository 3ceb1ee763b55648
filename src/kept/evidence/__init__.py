"""What was said: documents as received, claims with quote and place, and what people judged of them."""
