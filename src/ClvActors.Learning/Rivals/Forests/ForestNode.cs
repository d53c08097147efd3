namespace ClvActors.Learning.Rivals.Forests;

/// <summary>A node of a tree in 16 bytes.</summary>
/// <param name="Value">Of a split the threshold: rows at or below it go left. Of a leaf the prediction.</param>
/// <param name="Feature">The feature that is compared; -1 for a leaf.</param>
/// <param name="Left">Position of the left child, the right one following it; 0 for a leaf.</param>
internal readonly record struct ForestNode(double Value, int Feature, int Left)
{
    public const int Leaf = -1;
}
