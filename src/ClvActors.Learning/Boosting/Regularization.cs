namespace ClvActors.Learning.Boosting;

/// <summary>Leaf values and gains under L1 and L2 penalties.</summary>
/// <remarks>
/// With T(g) = sign(g) max(0, |g| - l1), a leaf's value is -T(g) / (h + l2) and its gain T(g)^2 / (h + l2): Chen &amp; Guestrin 2016, "XGBoost", equations
/// 5 and 6 with the L1 term, as in LightGBM.
/// </remarks>
internal readonly struct Regularization(double l1, double l2)
{
    public double Value(double gradient, double hessian) => -Shrunk(gradient) / (hessian + l2);

    public double Gain(double gradient, double hessian)
    {
        double shrunk = Shrunk(gradient);
        return shrunk * shrunk / (hessian + l2);
    }

    private double Shrunk(double gradient)
    {
        if (l1 <= 0)
        {
            return gradient;
        }

        double size = Math.Max(0.0, Math.Abs(gradient) - l1);
        return gradient < 0 ? -size : size;
    }
}
