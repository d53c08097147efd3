namespace ClvActors.Files.Generation;

/// <summary>All registered customers, queued by the day of their next purchase.</summary>
/// <remarks>A calendar queue: one linked list per day through an array of successors, so that a day costs only the customers who buy on it.</remarks>
internal sealed class ShopPopulation
{
    private const int None = -1;

    private readonly ShopCalendar _calendar;
    private readonly int[] _firstOfDay;
    private readonly int[] _nextOfDay;

    internal ShopPopulation(ShopOptions options, ShopCalendar calendar)
    {
        _calendar = calendar;
        Customers = new ShopCustomer[options.Customers];
        _nextOfDay = new int[options.Customers];
        _firstOfDay = new int[options.Days];
        Array.Fill(_firstOfDay, None);
        for (int index = 0; index < Customers.Length; index++)
        {
            Customers[index] = new ShopCustomer(options.Seed, index, calendar.End);
            Queue(index);
        }
    }

    internal ShopCustomer[] Customers { get; }

    /// <summary>Adds the day's orders, several of one customer included, and queues the customers who stay for their next day.</summary>
    internal void CollectOrders(int day, List<ShopEvent> events)
    {
        for (int index = _firstOfDay[day]; index != None;)
        {
            int next = _nextOfDay[index];
            ref ShopCustomer customer = ref Customers[index];
            bool stays;
            do
            {
                int minute = ShopCalendar.DrawMinute(ref customer.Random, customer.BuysInEvenings);
                events.Add(new ShopEvent(minute, events.Count, ShopEventKind.Order, index));
                stays = customer.Stays();
            }
            while (stays && _calendar.DayOf(customer.NextPurchase) == day);

            if (stays)
            {
                Queue(index);
            }

            index = next;
        }
    }

    private void Queue(int index)
    {
        int day = _calendar.DayOf(Customers[index].NextPurchase);
        if (day < _firstOfDay.Length)
        {
            _nextOfDay[index] = _firstOfDay[day];
            _firstOfDay[day] = index;
        }
    }
}
