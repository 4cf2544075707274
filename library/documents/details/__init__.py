"""What a document says beside its sections: one module per kind."""
