using System.Text.RegularExpressions;
using Mono.Cecil;
using NetArchTest.Rules;

namespace Temper.Architecture.Tests;

/// <summary>
/// No member and no parameter of a type has a forbidden name. What a type knows can show in a
/// name alone, without a dependency.
/// </summary>
/// <param name="forbidden">Matches a whole name; a parameter also counts as <c>Type name</c>.</param>
internal sealed class NamesRule(string forbidden) : ICustomRule
{
    private readonly Regex _forbidden = new($"^({forbidden})$");

    public bool MeetsRule(TypeDefinition type) => !NamesOf(type).Any(_forbidden.IsMatch);

    private static IEnumerable<string> NamesOf(TypeDefinition type) =>
        type
            .Fields.Select(field => field.Name)
            .Concat(type.Properties.Select(property => property.Name))
            .Concat(type.Events.Select(member => member.Name))
            .Concat(type.Methods.Select(method => method.Name))
            .Concat(type.Methods.SelectMany(method => method.Parameters).SelectMany(NamesOf));

    private static string[] NamesOf(ParameterDefinition parameter) =>
        [parameter.Name, $"{parameter.ParameterType.FullName} {parameter.Name}"];
}
