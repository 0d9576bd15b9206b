// The target's first file stands in until its types land.
