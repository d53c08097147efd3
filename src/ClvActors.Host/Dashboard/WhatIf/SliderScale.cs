using ClvActors.Host.Api;

namespace ClvActors.Host.Dashboard.WhatIf;

/// <summary>Places the values of one field on a slider with positions from 0 to <see cref="Positions"/>.</summary>
/// <remarks>
/// Fields that reach beyond 1,000 lie on log(1 + value), since most customers are small: on a linear scale to 500,000 the typical spend would be a thousandth of the way. Others are linear. Whole fields are rounded. Pure;
/// safe on any thread.
/// </remarks>
internal sealed class SliderScale
{
    /// <summary>The last position.</summary>
    public const int Positions = 1_000;

    private const double LargestLinear = 1_000;

    private readonly PredictField _field;
    private readonly bool _isLogarithmic;

    /// <summary>Makes the scale of a field.</summary>
    public SliderScale(PredictField field)
    {
        _field = field;
        _isLogarithmic = field.Least >= 0 && field.Most > LargestLinear;
    }

    /// <summary>The nearest position of a value; what is out of range goes to the end.</summary>
    public int PositionOf(double value)
    {
        double at = Math.Clamp(value, _field.Least, _field.Most);
        double share = _isLogarithmic
            ? (Math.Log(1 + at) - Math.Log(1 + _field.Least)) / (Math.Log(1 + _field.Most) - Math.Log(1 + _field.Least))
            : (at - _field.Least) / (_field.Most - _field.Least);
        return (int)Math.Round(Positions * share);
    }

    /// <summary>The value at a position: within the field's range, whole where the field is, and otherwise of three or four significant digits, as a hand sets it.</summary>
    public double ValueAt(int position)
    {
        double share = Math.Clamp(position, 0, Positions) / (double)Positions;
        double value = _isLogarithmic
            ? Math.Exp(Math.Log(1 + _field.Least) + (share * (Math.Log(1 + _field.Most) - Math.Log(1 + _field.Least)))) - 1
            : _field.Least + (share * (_field.Most - _field.Least));
        return Math.Clamp(_field.IsWhole ? Math.Round(value) : Rounded(value), _field.Least, _field.Most);
    }

    private static double Rounded(double value)
    {
        double magnitude = Math.Abs(value);
        int decimals = magnitude switch { >= 100 => 0, >= 10 => 1, _ => 3 };
        return Math.Round(value, decimals);
    }
}
