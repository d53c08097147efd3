using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ClvActors.Host.Dashboard.Shell;

/// <summary>Keeps the keys that protect circuits and forms as long as the process, and nowhere else: what they protect ends with it too.</summary>
/// <remarks>Without it the framework writes them below the home of the user. Safe on any thread.</remarks>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly Lock _lock = new();
    private readonly List<XElement> _keys = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_lock)
        {
            return [.. _keys];
        }
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_lock)
        {
            _keys.Add(element);
        }
    }
}
