using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.Bundles.Parts;

/// <summary>A fitted buy-till-you-die model: BG/NBD or MBG/NBD (r, alpha in days, a, b), or Gamma-Gamma (p, q, v in whole units of currency).</summary>
/// <param name="Model">One of <see cref="BgNbd"/>, <see cref="ModifiedBgNbd"/> and <see cref="GammaGamma"/>.</param>
/// <param name="Parameters">Its parameters by name.</param>
/// <param name="Penalty">Strength of the penalty it was fitted with; 0 for plain maximum likelihood.</param>
/// <param name="Customers">Customers that it was fitted to.</param>
/// <param name="LogLikelihood">Log-likelihood of all of them.</param>
/// <param name="HasConverged">Whether the search ended where the gradient vanishes.</param>
/// <param name="IsDetermined">Whether the data determine every parameter; predictions are sound otherwise too.</param>
public sealed record FittedModel(
    string Model,
    IReadOnlyDictionary<string, FittedParameter> Parameters,
    double Penalty,
    int Customers,
    double LogLikelihood,
    bool HasConverged,
    bool IsDetermined)
{
    /// <summary>BG/NBD.</summary>
    public const string BgNbd = "bg_nbd";

    /// <summary>MBG/NBD.</summary>
    public const string ModifiedBgNbd = "mbg_nbd";

    /// <summary>Gamma-Gamma.</summary>
    public const string GammaGamma = "gamma_gamma";

    /// <summary>Describes a fit of purchases.</summary>
    public static FittedModel Of(BgNbdFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return Of(fit.Model.IsModified ? ModifiedBgNbd : BgNbd, fit.Parameters, fit.Penalty, fit.Diagnostics);
    }

    /// <summary>Describes a fit of spend.</summary>
    public static FittedModel Of(GammaGammaFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return Of(GammaGamma, fit.Parameters, fit.Penalty, fit.Diagnostics);
    }

    /// <summary>The model of purchases that is described.</summary>
    /// <exception cref="InvalidDataException">It is none; the message names what is wrong.</exception>
    internal BgNbdModel ToPurchases() => Model is BgNbd or ModifiedBgNbd
        ? Make(() => new BgNbdModel(Value("r"), Value("alpha"), Value("a"), Value("b"), Model == ModifiedBgNbd))
        : throw new InvalidDataException($"is '{Model}', expected '{BgNbd}' or '{ModifiedBgNbd}'");

    /// <summary>The model of spend that is described.</summary>
    /// <exception cref="InvalidDataException">It is none; the message names what is wrong.</exception>
    internal GammaGammaModel ToSpend() => Model == GammaGamma
        ? Make(() => new GammaGammaModel(Value("p"), Value("q"), Value("v")))
        : throw new InvalidDataException($"is '{Model}', expected '{GammaGamma}'");

    private static FittedModel Of(string model, IEnumerable<ParameterEstimate> parameters, double penalty, FitDiagnostics fit) =>
        new(model, FittedParameter.ByName(parameters), penalty, fit.Customers, fit.LogLikelihood, fit.HasConverged, fit.IsDetermined);

    private static T Make<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            throw new InvalidDataException($"has a wrong parameter {wrong.ParamName}: {wrong.ActualValue}", wrong);
        }
    }

    private double Value(string name) =>
        Parameters.GetValueOrDefault(name)?.Value ?? throw new InvalidDataException($"has no parameter {name}");
}
