// The target's first file; replaced as the target is built.
