using System.Globalization;

namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>A number that belongs to an objective: its range and its text in a model file.</summary>
internal static class ObjectiveParameter
{
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} must be {range}, but is {Text(value)}", name);
        }
    }
}
