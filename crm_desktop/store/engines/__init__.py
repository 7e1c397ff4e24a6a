"""What differs by database engine, behind one small interface (`base.Engine`)."""
