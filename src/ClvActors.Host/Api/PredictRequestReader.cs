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
        double[] known = ReadFields(body, isNamed: false, out _);
        FillIn(known);
        return known;
    }

    /// <summary>Reads the features and a name.</summary>
    /// <param name="body">The JSON text.</param>
    /// <param name="name">The field <c>name</c>; null without it.</param>
    /// <returns>One value per feature as it was given; NaN where nothing was.</returns>
    /// <exception cref="RequestRefusedException">As for <see cref="Read"/>, and 422 for a name that is no text.</exception>
    public static double[] ReadNamed(ReadOnlySpan<byte> body, out string? name)
    {
        double[] known = ReadFields(body, isNamed: true, out name);
        RequireAll(known);
        return known;
    }

    private static double[] ReadFields(ReadOnlySpan<byte> body, bool isNamed, out string? name)
    {
        name = null;
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
                if (isNamed && name is null && reader.ValueTextEquals("name"u8))
                {
                    reader.Read();
                    name = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw QueryParameters.Invalid("name must be a text.");
                    continue;
                }

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

    /// <summary>Derives the mean spend and takes no cancellations where they are not given.</summary>
    /// <exception cref="RequestRefusedException">422: a required field is missing.</exception>
    public static void FillIn(double[] known)
    {
        RequireAll(known);
        if (double.IsNaN(known[MonetaryAverage]))
        {
            known[MonetaryAverage] = known[MonetaryTotal] / known[Frequency];
        }

        if (double.IsNaN(known[CancellationRate]))
        {
            known[CancellationRate] = 0;
        }
    }

    private static void RequireAll(double[] known)
    {
        foreach (int required in (ReadOnlySpan<int>)[RecencyDays, Frequency, MonetaryTotal])
        {
            if (double.IsNaN(known[required]))
            {
                throw QueryParameters.Invalid($"{FeatureSet.Names[required]} is missing; {PredictField.All[required].Rule}.");
            }
        }
    }

    private static RequestRefusedException NoObject() =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.InvalidBody, "The body, line 1: expected a JSON object with features.");
}
