namespace ClvActors.Learning.Boosting;

/// <summary>Sums over the rows of a leaf, and the value that follows from them.</summary>
/// <param name="Gradient">Sum of gradients.</param>
/// <param name="Hessian">Sum of hessians.</param>
/// <param name="Value">The leaf's value before the learning rate.</param>
internal readonly record struct LeafSums(double Gradient, double Hessian, double Value);
