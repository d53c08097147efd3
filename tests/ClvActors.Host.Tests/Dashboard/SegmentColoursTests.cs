using System.Globalization;
using ClvActors.Host.Dashboard;

namespace ClvActors.Host.Tests.Dashboard;

public sealed class SegmentColoursTests
{
    // Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
    private static readonly Dictionary<string, double[]> Eyes = new()
    {
        ["normal"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    [Fact]
    public void All_AgainstBothCards_ReachThreeToOne()
    {
        foreach (string card in (string[])[SegmentColours.LightCard, SegmentColours.DarkCard])
        {
            Assert.All(SegmentColours.All, colour => Assert.True(Contrast(colour, card) >= 3, $"{colour} on {card}: {Contrast(colour, card):0.00}"));
        }
    }

    [Fact]
    public void All_ForEveryKindOfEyes_AreApart()
    {
        foreach ((string eyes, double[] matrix) in Eyes)
        {
            double[][] seen = [.. SegmentColours.All.Select(colour => Lab(Times(matrix, Linear(colour))))];
            for (int one = 0; one < seen.Length; one++)
            {
                for (int other = 0; other < one; other++)
                {
                    double distance = Math.Sqrt(seen[one].Zip(seen[other], (left, right) => (left - right) * (left - right)).Sum());
                    Assert.True(distance >= 19.5, $"{eyes}: {SegmentColours.All[one]} and {SegmentColours.All[other]} are {distance:0.0} apart");
                }
            }
        }
    }

    [Fact]
    public void Cards_AreThoseOfTheStyleSheet()
    {
        string css = File.ReadAllText(Path.Combine(RepositoryRoot(), "src/ClvActors.Host/wwwroot/dashboard.css"));

        Assert.Contains($"--clv-card: light-dark({SegmentColours.LightCard}, {SegmentColours.DarkCard});", css, StringComparison.Ordinal);
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ClvActors.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }

    private static double[] Linear(string colour) =>
    [
        .. Enumerable.Range(0, 3).Select(at => int.Parse(colour.AsSpan(1 + (2 * at), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)),
    ];

    private static double Contrast(string one, string other)
    {
        double[] luminances = [.. ((string[])[one, other]).Select(colour => Linear(colour).Zip((double[])[0.2126, 0.7152, 0.0722], (part, weight) => part * weight).Sum()).Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    private static double[] Times(double[] matrix, double[] vector) => [.. Enumerable.Range(0, 3).Select(row => Enumerable.Range(0, 3).Sum(column => matrix[(3 * row) + column] * vector[column]))];

    private static double[] Lab(double[] linear)
    {
        double[] xyz = Times([0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920, 0.9503041], [.. linear.Select(part => Math.Clamp(part, 0, 1))]);
        double[] f = [.. xyz.Zip((double[])[0.95047, 1, 1.08883], (part, white) => part / white).Select(part => part > 0.008856 ? Math.Cbrt(part) : (7.787 * part) + (16.0 / 116))];
        return [(116 * f[1]) - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])];
    }
}
