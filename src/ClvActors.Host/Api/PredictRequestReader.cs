using System.Text.Json;
using ClvActors.Domain.Features;
using ClvActors.Host.Errors;

namespace ClvActors.Host.Api;

/// <summary>Reads the body of a what-if prediction into features.</summary>
/// <remarks>Own code because every mistake is to name its field and the allowed range, also a NaN, which is no JSON at all.</remarks>
internal static class PredictRequestReader
{
    private const int RecencyDays = 0;
    private const int Frequency = 1;
    private const int MonetaryTotal = 2;
    private const int MonetaryAverage = 3;
    private const int CancellationRate = 10;

    /// <summary>Reads the features.</summary>
    /// <param name="body">The JSON text.</param>
    /// <returns>One value per feature; NaN where it is to be completed.</returns>
    /// <exception cref="RequestRefusedException">400: it is no JSON object; 422: a field is missing, unknown, given twice or out of range.</exception>
    public static double[] Read(ReadOnlySpan<byte> body)
    {
        double[] known = new double[FeatureSet.Count];
        Array.Fill(known, double.NaN);
        bool[] seen = new bool[FeatureSet.Count];
        PredictField? current = null;
        Utf8JsonReader reader = new(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw NoObject();
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                int index = IndexOf(ref reader);
                current = PredictField.All[index];
                if (seen[index])
                {
                    throw QueryParameters.Invalid($"{current.Name} stands there twice.");
                }

                seen[index] = true;
                reader.Read();
                known[index] = ReadValue(ref reader, current);
                current = null;
            }

            reader.Read();
        }
        catch (JsonException) when (current is not null)
        {
            throw QueryParameters.Invalid(current.Rule + ".");
        }
        catch (JsonException broken)
        {
            throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, ErrorCodes.InvalidBody,
                $"The body, line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}: is not JSON.");
        }

        FillIn(known);
        return known;
    }

    private static int IndexOf(ref Utf8JsonReader reader)
    {
        for (int index = 0; index < FeatureSet.Count; index++)
        {
            if (reader.ValueTextEquals(FeatureSet.Names[index]))
            {
                return index;
            }
        }

        throw QueryParameters.Invalid($"There is no field \"{ShownName(ref reader)}\"; fields are {string.Join(", ", FeatureSet.Names)}.");
    }

    private static string ShownName(ref Utf8JsonReader reader)
    {
        const int Longest = 40;
        string name = System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        return name.Length <= Longest ? name : name[..Longest] + "…";
    }

    private static double ReadValue(ref Utf8JsonReader reader, PredictField field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null when !field.IsRequired:
                return double.NaN;
            case JsonTokenType.True or JsonTokenType.False when field is { Least: 0, Most: 1, IsWhole: true }:
                return reader.TokenType == JsonTokenType.True ? 1 : 0;
            case JsonTokenType.Number when reader.TryGetDouble(out double value) && field.Allows(value):
                return value;
            default:
                throw QueryParameters.Invalid(field.Rule + ".");
        }
    }

    private static void FillIn(double[] known)
    {
        foreach (int required in (ReadOnlySpan<int>)[RecencyDays, Frequency, MonetaryTotal])
        {
            if (double.IsNaN(known[required]))
            {
                throw QueryParameters.Invalid($"{FeatureSet.Names[required]} is missing; {PredictField.All[required].Rule}.");
            }
        }

        if (double.IsNaN(known[MonetaryAverage]))
        {
            known[MonetaryAverage] = known[MonetaryTotal] / known[Frequency];
        }

        if (double.IsNaN(known[CancellationRate]))
        {
            known[CancellationRate] = 0;
        }
    }

    private static RequestRefusedException NoObject() =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.InvalidBody, "The body, line 1: expected a JSON object with features.");
}
