namespace ClvActors.Embedded.Shards;

/// <summary>Which slots have an invoice that enters or leaves the window on which day.</summary>
/// <remarks>A slot may stand under a day more than once; being visited twice does no harm. Not thread-safe.</remarks>
internal sealed class DueCalendar
{
    private readonly SortedDictionary<int, List<int>> _slotsByDay = [];

    /// <summary>Notes that a slot must be visited when the as-of date reaches a day.</summary>
    public void Add(int day, int slot)
    {
        if (!_slotsByDay.TryGetValue(day, out List<int>? slots))
        {
            _slotsByDay.Add(day, slots = []);
        }

        if (slots.Count == 0 || slots[^1] != slot)
        {
            slots.Add(slot);
        }
    }

    /// <summary>Takes out everything that is due up to a day.</summary>
    public HashSet<int> TakeUpTo(int day)
    {
        HashSet<int> due = [];
        while (_slotsByDay.Count > 0)
        {
            (int first, List<int> slots) = _slotsByDay.First();
            if (first > day)
            {
                break;
            }

            due.UnionWith(slots);
            _slotsByDay.Remove(first);
        }

        return due;
    }
}
