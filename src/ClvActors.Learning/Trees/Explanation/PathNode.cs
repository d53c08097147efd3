namespace ClvActors.Learning.Trees.Explanation;

/// <summary>A node of a tree as the explainer passes it; the nodes of a tree stand in preorder, the left child right behind its parent.</summary>
internal struct PathNode
{
    /// <summary>Share of the training rows that this node's feature lets through on the way from the root: the product of the covers of
    /// all steps on the way that test the feature of the step to this node. Never 0.</summary>
    internal double Share;

    /// <summary>Split: the threshold, or the number of the category set. Leaf: its value.</summary>
    internal double Value;

    /// <summary>Position of the parent within the tree; 0 for the root too.</summary>
    internal int Parent;

    /// <summary>The nearest node above whose step tests the same feature; 0 when there is none.</summary>
    internal int Previous;

    /// <summary>The feature that the parent tests, that is, of the step to this node; -1 for the root.</summary>
    internal int Feature;

    /// <summary>Position of the right child within the tree; 0 for a leaf.</summary>
    internal int Right;

    /// <summary>The column that a split compares.</summary>
    internal int Column;

    /// <summary>Whether a split tests a category set.</summary>
    internal bool IsCategorical;
}
