namespace ClvActors.Embedded.Shards;

/// <summary>The records of a shard by slot, published by copy on write.</summary>
/// <remarks>
/// Pages of <see cref="PageSize"/> entries; the writer copies a page the first time it changes it after a <see cref="Publish"/>, so published pages never
/// change and a group becomes visible as a whole. One writer; snapshots are safe on any thread.
/// </remarks>
internal sealed class RecordTable
{
    private const int PageBits = 7;
    private const int PageSize = 1 << PageBits;

    private readonly List<Page> _pages = [];
    private Snapshot _published = new([]);
    private bool _isChanged;

    /// <summary>The entry in a slot; without a record when nothing was set.</summary>
    public RecordEntry this[int slot] => slot >> PageBits < _pages.Count ? _pages[slot >> PageBits].Entries[slot & (PageSize - 1)] : default;

    /// <summary>Puts an entry into a slot.</summary>
    public void Set(int slot, RecordEntry entry)
    {
        int at = slot >> PageBits;
        while (_pages.Count <= at)
        {
            _pages.Add(new Page(new RecordEntry[PageSize]));
        }

        Page page = _pages[at];
        if (page.IsPublished)
        {
            page = new Page((RecordEntry[])page.Entries.Clone());
            _pages[at] = page;
        }

        page.Entries[slot & (PageSize - 1)] = entry;
        _isChanged = true;
    }

    /// <summary>The table as it stands now.</summary>
    public Snapshot Publish()
    {
        if (_isChanged)
        {
            RecordEntry[][] pages = new RecordEntry[_pages.Count][];
            for (int index = 0; index < pages.Length; index++)
            {
                _pages[index].IsPublished = true;
                pages[index] = _pages[index].Entries;
            }

            _published = new Snapshot(pages);
            _isChanged = false;
        }

        return _published;
    }

    /// <summary>One published state of the table.</summary>
    internal sealed class Snapshot(RecordEntry[][] pages)
    {
        /// <summary>The entry in a slot; without a record when nothing was set.</summary>
        public RecordEntry this[int slot] =>
            slot >> PageBits < pages.Length ? pages[slot >> PageBits][slot & (PageSize - 1)] : default;

        /// <summary>Number of pages.</summary>
        public int Pages => pages.Length;

        /// <summary>The entries of a page; one without a record is empty.</summary>
        public ReadOnlySpan<RecordEntry> Page(int page) => pages[page];

        /// <summary>All records with the sequence number of their last change.</summary>
        public IEnumerable<RecordEntry> Entries => pages.SelectMany(page => page).Where(entry => entry.Record is not null);
    }

    private sealed class Page(RecordEntry[] entries)
    {
        public RecordEntry[] Entries { get; } = entries;

        public bool IsPublished { get; set; }
    }
}
