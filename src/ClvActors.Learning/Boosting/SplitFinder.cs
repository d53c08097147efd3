namespace ClvActors.Learning.Boosting;

/// <summary>Finds the best split of one feature from its histogram.</summary>
/// <remarks>
/// Source: <c>FindBestThresholdSequentially</c> of https://github.com/microsoft/LightGBM/blob/v4.6.0/src/treelearner/feature_histogram.hpp, same sums in the
/// same order, so that near-ties fall the same way. Rows of a bin are estimated as its share of the leaf's hessians: exact without sample weights.
/// </remarks>
internal sealed class SplitFinder(BoostingParameters parameters)
{
    /// <summary>Keeps sums of hessians off zero; single-precision 1e-15 as in LightGBM.</summary>
    private const double Epsilon = 1e-15f;

    private readonly Regularization _regularization = new(parameters.LambdaL1, parameters.LambdaL2);
    private readonly int _minimumRows = parameters.MinimumRowsInLeaf;
    private readonly double _minimumHessian = parameters.MinimumHessianInLeaf;
    private readonly double _minimumGain = parameters.MinimumGainToSplit;

    /// <summary>The value of a leaf before the learning rate.</summary>
    public double Value(double gradient, double hessian) => _regularization.Value(gradient, hessian);

    /// <summary>Improves <paramref name="best"/> when a split of this feature is better.</summary>
    /// <param name="histogram">Gradient and hessian of each bin, alternating.</param>
    /// <param name="bins">The feature's bins.</param>
    /// <param name="feature">Position of the feature among all.</param>
    /// <param name="sums">Sums of the leaf.</param>
    /// <param name="rows">Rows of the leaf.</param>
    /// <param name="best">The best split so far.</param>
    /// <returns>Whether any split of the feature is allowed and gains; where none does, the leaves below need not look at the feature.</returns>
    public bool Improve(ReadOnlySpan<double> histogram, FeatureBins bins, int feature, in LeafSums sums, int rows, ref SplitCandidate best)
    {
        double hessian = sums.Hessian + (2 * Epsilon);
        Leaf leaf = new(sums.Gradient, hessian, rows, _regularization.Gain(sums.Gradient, hessian) + _minimumGain);

        // Missing values have a side of their own to choose only where other values can be told apart too.
        bool threeWays = bins.HasMissing && bins.Count > 2;
        Side side = ScanFromRight(histogram, threeWays ? bins.Count - 2 : bins.Count - 1, leaf);
        bool defaultLeft = threeWays || !bins.HasMissing;
        if (threeWays)
        {
            Side other = ScanFromLeft(histogram, bins, leaf);

            // LightGBM keeps gains less the parent's and adds it back here; the rounding decides ties.
            if (other.Gain > side.Gain - leaf.Gain + leaf.Gain)
            {
                side = other;
                defaultLeft = false;
            }
        }

        if (side.Gain == double.NegativeInfinity)
        {
            return false;
        }

        SplitCandidate candidate = new()
        {
            Feature = feature,
            Bin = side.Bin,
            DefaultLeft = defaultLeft,
            Gain = side.Gain - leaf.Gain,
        };
        if (candidate.IsBetterThan(best))
        {
            candidate.Left = SumsOf(side.Gradient, side.Hessian);
            candidate.Right = SumsOf(leaf.Gradient - side.Gradient, leaf.Hessian - side.Hessian);
            best = candidate;
        }

        return true;
    }

    private LeafSums SumsOf(double gradient, double hessian) => new(gradient, hessian - Epsilon, _regularization.Value(gradient, hessian));

    private Side ScanFromRight(ReadOnlySpan<double> histogram, int lastBin, in Leaf leaf)
    {
        Side best = Side.None;
        double rowsPerHessian = leaf.Rows / leaf.Hessian;
        double rightGradient = 0;
        double rightHessian = Epsilon;
        int rightRows = 0;
        for (int bin = lastBin; bin >= 1; bin--)
        {
            double hessian = histogram[(2 * bin) + 1];
            rightGradient += histogram[2 * bin];
            rightHessian += hessian;
            rightRows += Round(hessian * rowsPerHessian);
            if (rightRows < _minimumRows || rightHessian < _minimumHessian)
            {
                continue;
            }

            double leftHessian = leaf.Hessian - rightHessian;
            if (leaf.Rows - rightRows < _minimumRows || leftHessian < _minimumHessian)
            {
                break;
            }

            double leftGradient = leaf.Gradient - rightGradient;
            double gain = _regularization.Gain(leftGradient, leftHessian) + _regularization.Gain(rightGradient, rightHessian);
            if (gain > leaf.Gain && gain > best.Gain)
            {
                best = new Side(gain, bin - 1, leftGradient, leftHessian);
            }
        }

        return best;
    }

    private Side ScanFromLeft(ReadOnlySpan<double> histogram, FeatureBins bins, in Leaf leaf)
    {
        Side best = Side.None;
        double rowsPerHessian = leaf.Rows / leaf.Hessian;
        double leftGradient = 0;
        double leftHessian = Epsilon;
        int leftRows = 0;
        bool firstIsImplicit = bins.MostFrequentBin == 0;
        if (firstIsImplicit)
        {
            leftGradient = leaf.Gradient;
            leftHessian = leaf.Hessian - Epsilon;
            leftRows = leaf.Rows;
            for (int bin = 1; bin < bins.Count; bin++)
            {
                leftGradient -= histogram[2 * bin];
                leftHessian -= histogram[(2 * bin) + 1];
                leftRows -= Round(histogram[(2 * bin) + 1] * rowsPerHessian);
            }
        }

        for (int bin = 0; bin <= bins.Count - 2; bin++)
        {
            if (bin > 0 || !firstIsImplicit)
            {
                double hessian = histogram[(2 * bin) + 1];
                leftGradient += histogram[2 * bin];
                leftHessian += hessian;
                leftRows += Round(hessian * rowsPerHessian);
            }

            if (leftRows < _minimumRows || leftHessian < _minimumHessian)
            {
                continue;
            }

            double rightHessian = leaf.Hessian - leftHessian;
            if (leaf.Rows - leftRows < _minimumRows || rightHessian < _minimumHessian)
            {
                break;
            }

            double gain = _regularization.Gain(leftGradient, leftHessian) + _regularization.Gain(leaf.Gradient - leftGradient, rightHessian);
            if (gain > leaf.Gain && gain > best.Gain)
            {
                best = new Side(gain, bin, leftGradient, leftHessian);
            }
        }

        return best;
    }

    private static int Round(double rows) => (int)(rows + 0.5f);

    /// <summary>The leaf to split; <paramref name="Gain"/> is what a split must exceed.</summary>
    private readonly record struct Leaf(double Gradient, double Hessian, int Rows, double Gain);

    /// <summary>The left side of the best split so far: bins up to <paramref name="Bin"/>.</summary>
    private readonly record struct Side(double Gain, int Bin, double Gradient, double Hessian)
    {
        public static readonly Side None = new(double.NegativeInfinity, 0, 0, 0);
    }
}
