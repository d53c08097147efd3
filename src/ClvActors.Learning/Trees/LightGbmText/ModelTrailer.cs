namespace ClvActors.Learning.Trees.LightGbmText;

/// <summary>What follows the trees: importances (recomputed when written), parameters, and Python's categories.</summary>
internal sealed record ModelTrailer(List<KeyValuePair<string, string>> Parameters, string? PandasCategorical)
{
    internal const string PandasKey = "pandas_categorical:";

    internal static ModelTrailer Read(ModelLines lines)
    {
        List<KeyValuePair<string, string>> parameters = [];
        string? pandasCategorical = null;
        while (lines.Next())
        {
            if (lines.Current == "parameters:")
            {
                ReadParameters(lines, parameters);
            }
            else if (lines.Current == "parser:")
            {
                while (lines.Current != "end of parser")
                {
                    lines.Require("the parser section");
                }
            }
            else if (lines.Current.StartsWith(PandasKey, StringComparison.Ordinal))
            {
                pandasCategorical = lines.Current[PandasKey.Length..];
            }
        }

        return new ModelTrailer(parameters, pandasCategorical);
    }

    private static void ReadParameters(ModelLines lines, List<KeyValuePair<string, string>> parameters)
    {
        for (lines.Require("the parameters"); lines.Current != "end of parameters"; lines.Require("the parameters"))
        {
            string line = lines.Current;
            if (line.Length == 0)
            {
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line[0] != '[' || line[^1] != ']' || colon < 0)
            {
                throw lines.Refuse("in the parameters, expected [name: value]");
            }

            int value = colon + (line[colon + 1] == ' ' ? 2 : 1);
            parameters.Add(new(line[1..colon], line[value..^1]));
        }
    }
}
