namespace ClvActors.Domain.Customers;

/// <summary>A counted set of stock numbers: how many kept lines of the window hold each product.</summary>
/// <remarks>
/// Open addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithms L and R), at most
/// half full. A dictionary per customer would take four times the memory. Not thread-safe.
/// </remarks>
public sealed class ProductCounts
{
    private const int Empty = -1;

    private int[] _products = [];
    private int[] _lines = [];

    /// <summary>Distinct products.</summary>
    public int Distinct { get; private set; }

    /// <summary>Counts one more line of a product.</summary>
    public void Add(int product)
    {
        if ((Distinct + 1) * 2 > _products.Length)
        {
            Grow();
        }

        int slot = Find(product);
        if (_products[slot] == Empty)
        {
            _products[slot] = product;
            Distinct++;
        }

        _lines[slot]++;
    }

    /// <summary>Counts one line of a product less.</summary>
    /// <exception cref="InvalidOperationException">The product is not there.</exception>
    public void Remove(int product)
    {
        int slot = _products.Length == 0 ? -1 : Find(product);
        if (slot < 0 || _products[slot] == Empty)
        {
            throw new InvalidOperationException($"Stock number {product} was not counted.");
        }

        if (--_lines[slot] == 0)
        {
            Distinct--;
            CloseGap(slot);
        }
    }

    private void CloseGap(int gap)
    {
        int mask = _products.Length - 1;
        int slot = gap;
        while (true)
        {
            slot = (slot + 1) & mask;
            if (_products[slot] == Empty)
            {
                break;
            }

            int home = Home(_products[slot], mask);
            if (((slot - home) & mask) >= ((slot - gap) & mask))
            {
                _products[gap] = _products[slot];
                _lines[gap] = _lines[slot];
                gap = slot;
            }
        }

        _products[gap] = Empty;
        _lines[gap] = 0;
    }

    private int Find(int product)
    {
        int mask = _products.Length - 1;
        int slot = Home(product, mask);
        while (_products[slot] != Empty && _products[slot] != product)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private static int Home(int product, int mask) => (int)(unchecked((uint)product * 2654435769u) >> 7) & mask;

    private void Grow()
    {
        int[] products = _products;
        int[] lines = _lines;
        int capacity = Math.Max(8, products.Length * 2);
        _products = new int[capacity];
        _lines = new int[capacity];
        Array.Fill(_products, Empty);
        for (int index = 0; index < products.Length; index++)
        {
            if (products[index] != Empty)
            {
                int slot = Find(products[index]);
                _products[slot] = products[index];
                _lines[slot] = lines[index];
            }
        }
    }
}
