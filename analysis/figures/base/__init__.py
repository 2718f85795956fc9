"""What every figure is made with: theme, publishing, controls, the two lives of an explorer."""
