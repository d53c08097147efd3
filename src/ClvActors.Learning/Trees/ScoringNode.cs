using System.Runtime.InteropServices;

namespace ClvActors.Learning.Trees;

/// <summary>A node as the scorer walks it: 16 bytes, a leaf being a node that leads to itself.</summary>
/// <remarks>
/// <code>
///            Threshold                        First                   Column
/// numeric    go right when column > it        number of the left      column to compare
/// category   first word, words (two ints)     child; the right child   CategoricalFlag | column
/// leaf       the leaf's value                 follows it; a leaf: own   0, which holds -infinity: never right
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
internal struct ScoringNode
{
    internal const int Size = 16;

    internal const uint CategoricalFlag = 0x8000_0000;

    internal double Threshold;

    internal uint First;

    internal uint Column;
}
