import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { type CheckFinding, type FindingCode, finding } from './finding.js';

/** Every type, field, argument, enum value and input field without a description. */
export function descriptionFindings(
  schema: GraphQLSchema,
  code: FindingCode,
  stubs: ReadonlySet<string> = new Set(),
): CheckFinding[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap((type) => undescribed(type, stubs.has(type.name)))
    .map((place) => finding(code, place, 'It has no description.'));
}

function undescribed(type: GraphQLNamedType, stub: boolean): string[] {
  const places = type.description || stub ? [] : [type.name];
  if (isEnumType(type)) {
    const values = type.getValues().filter((value) => !value.description);
    return [...places, ...values.map((value) => `${type.name}.${value.name}`)];
  }
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return places;
  for (const field of Object.values(type.getFields())) {
    const place = `${type.name}.${field.name}`;
    if (!field.description && !(stub && field.name === 'id')) places.push(place);
    const args = 'args' in field ? (field as GraphQLField<unknown, unknown>).args : [];
    places.push(...args.filter((arg) => !arg.description).map((arg) => `${place}(${arg.name}:)`));
  }
  return places;
}
