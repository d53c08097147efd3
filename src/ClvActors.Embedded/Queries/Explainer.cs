using System.Collections.Concurrent;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Queries;

/// <summary>Explains records on demand and remembers the answer for as long as the record stands.</summary>
/// <remarks>A record belongs to one model, so the record is the key. At most <see cref="Capacity"/> answers are kept, then all are forgotten. Safe on any thread.</remarks>
internal sealed class Explainer
{
    private const int Capacity = 100_000;

    private readonly ConcurrentDictionary<CustomerId, (CustomerRecord Record, Explanation Explanation)> _known = new();

    /// <summary>Explains a record under the model that scored it.</summary>
    public Explanation Explain(CustomerRecord record, IValueModel model)
    {
        if (!record.Prediction.IsExplainable)
        {
            return Explanation.None;
        }

        if (_known.TryGetValue(record.Id, out var known) && ReferenceEquals(known.Record, record))
        {
            return known.Explanation;
        }

        Explanation explanation = Explanation.Of(record, model);
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        _known[record.Id] = (record, explanation);
        return explanation;
    }
}
