using System.Collections;
using System.Globalization;
using System.Reflection;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Tests.Serialization;

/// <summary>A value as text with all that it holds, to compare what arrays keep from being equal.</summary>
internal static class Shown
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        CustomerId id => $"{(id.IsInteger ? "number" : "text")} {id}",
        FeatureVector features => Of(features.Values.ToArray()),
        DateTime time => $"{time.Ticks} {time.Kind}",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        bool truth => truth.ToString(),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        _ => $"{{{string.Join(", ", Properties(value.GetType()).Select(property => $"{property.Name}: {Of(property.GetValue(value))}"))}}}",
    };

    private static IEnumerable<PropertyInfo> Properties(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
        .Where(property => property.GetMethod!.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)))
        .OrderBy(property => property.Name, StringComparer.Ordinal);
}
