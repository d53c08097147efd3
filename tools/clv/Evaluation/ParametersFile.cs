using System.Text.Encodings.Web;
using System.Text.Json;
using ClvActors.CommandLine.Output;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Tuning;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>Parameters that were found by searches, each with its evidence, as a JSON file that later evaluations read.</summary>
/// <param name="Models">By the key of the contender's family.</param>
internal sealed record ParametersFile(SortedDictionary<string, TunedModel> Models)
{
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A file without models.</summary>
    public static ParametersFile Empty => new(new SortedDictionary<string, TunedModel>(StringComparer.Ordinal));

    /// <summary>Reads a file.</summary>
    /// <exception cref="WrongInputException">The file cannot be read or holds no parameters of known contenders; one line.</exception>
    public static ParametersFile Read(string path)
    {
        Content content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Options) ?? throw new JsonException("it is null");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WrongInputException($"{path}: no such file", missing);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new WrongInputException($"{path}: cannot be read: {failed.Message}", failed);
        }
        catch (JsonException broken)
        {
            throw new WrongInputException($"{path}: is not a file of parameters: {broken.Message}", broken);
        }

        if (content.FormatVersion != FormatVersion)
        {
            throw new WrongInputException($"{path}: is of format version {content.FormatVersion}, this build reads {FormatVersion}");
        }

        foreach ((string key, TunedModel model) in content.Models)
        {
            ContenderFamily family = SpendFamilies.For(model.HorizonDays).FirstOrDefault(family => family.Key == key)
                ?? throw new WrongInputException($"{path}: names the model '{key}', known are {string.Join(", ", SpendFamilies.Keys)}");
            if (family.Model.Space.Problem(new TrialParameters(model.Parameters)) is { } problem)
            {
                throw new WrongInputException($"{path}: {key}: {problem}");
            }
        }

        return new ParametersFile(new SortedDictionary<string, TunedModel>(content.Models, StringComparer.Ordinal));
    }

    /// <summary>Writes the file as a whole, in the place of an earlier one.</summary>
    /// <exception cref="WrongInputException">The file cannot be written.</exception>
    public void Write(string path)
    {
        using OutputFile file = OutputFile.Create(path);
        file.Text.Write(JsonSerializer.Serialize(new Content(FormatVersion, Models), Options));
        file.Text.Write('\n');
        file.Complete();
    }

    private sealed record Content(int FormatVersion, SortedDictionary<string, TunedModel> Models);
}
