"""What a claim is: its values, its identity, and its plain shape."""
