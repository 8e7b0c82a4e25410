import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Requires,
  Resolver,
  Root,
} from '../../../core/sdk/decorators.js';
import {
  definePlugin,
  permission,
  reference,
  schemaDirective,
} from '../../../core/sdk/define-plugin.js';
import type { PluginContext } from '../../../core/sdk/plugin-context.js';
import type { Representation } from '../../../core/sdk/reference.js';
import { Activity, type CoreReference } from '../../../core/sdk/tokens.js';

/**
 * A subgraph with every shape of key and directive of federation that the SDK has: products by three
 * keys, research by a nested one, a person and an inventory of other subgraphs.
 */
@ObjectType({ description: 'A study.', simpleResolvers: true })
class CatalogueStudy {
  @Field(() => ID, { description: 'Its number.' })
  caseNumber: string;

  @Field(() => String, { nullable: true, description: 'What it is about.' })
  description: string | null;
}

@ObjectType({ description: 'Research on a product.', simpleResolvers: true })
class CatalogueResearch {
  @Field(() => CatalogueStudy, { description: 'The study.' })
  study: CatalogueStudy;

  @Field(() => String, { nullable: true, description: 'What came of it.' })
  outcome: string | null;
}

@ObjectType({ description: 'A variation.', simpleResolvers: true })
class CatalogueVariation {
  @Field(() => ID, { description: 'Its id.' })
  id: string;
}

@Directive('@shareable')
@ObjectType({ description: 'How large a product is.', simpleResolvers: true })
class CatalogueDimension {
  @Field(() => String, { nullable: true, description: 'Its size.' })
  size: string | null;

  @Field(() => Float, { nullable: true, description: 'Its weight.' })
  weight: number | null;

  @Directive('@inaccessible')
  @Field(() => String, { nullable: true, description: 'The unit of its weight.' })
  unit: string | null;
}

/** A person of the subgraph "people". */
@Directive('@extends')
@ObjectType('ShopPerson', { description: 'Who makes products.', simpleResolvers: true })
class Person {
  @Directive('@external')
  @Field(() => ID, { description: 'The address.' })
  email: string;

  @Directive('@external')
  @Field(() => Int, { nullable: true, description: 'How many products.' })
  totalProductsCreated: number | null;

  @Directive('@external')
  @Field(() => Int, { description: 'For how long.' })
  yearsOfEmployment: number;

  @Directive('@requires(fields: "totalProductsCreated yearsOfEmployment")')
  @Field(() => Int, { nullable: true, description: 'Products a year.' })
  get catalogueProductsPerYear(): number | null {
    if (this.totalProductsCreated == null) return null;
    return Math.round(this.totalProductsCreated / this.yearsOfEmployment);
  }
}

@Directive('@catalogueCustom')
@ObjectType({ description: 'A product.', simpleResolvers: true })
export class CatalogueProduct {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Its number in the shop.' })
  sku: string | null;

  @Field(() => String, { nullable: true, description: 'What it is sold as part of.' })
  package: string | null;

  @Field(() => CatalogueVariation, { nullable: true, description: 'Which one.' })
  variation: CatalogueVariation | null;

  @Field(() => CatalogueDimension, { nullable: true, description: 'How large.' })
  dimensions: CatalogueDimension | null;

  @Directive('@provides(fields: "totalProductsCreated")')
  @Field(() => Person, { nullable: true, description: 'Who made it.' })
  createdBy: Person | null;

  @Directive('@inaccessible')
  @Field(() => String, { nullable: true, description: 'How it is stored, for other subgraphs.' })
  shelf: string | null;

  @Directive('@tag(name: "internal")')
  @Directive('@catalogueSensitivity(level: 2)')
  @Field(() => String, { nullable: true, description: 'Notes.' })
  notes: string | null;

  @Field(() => Activity.type, { nullable: true, description: 'The activity that sells it.' })
  soldBy?: CoreReference | null;

  @Field(() => [CatalogueResearch], { description: 'Research on it.' })
  research: CatalogueResearch[];
}

@ObjectType({ description: 'A product that is no more.', simpleResolvers: true })
class CatalogueDeprecatedProduct {
  @Field(() => String, { description: 'Its number.' })
  sku: string;

  @Field(() => String, { description: 'What it was part of.' })
  package: string;

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason: string | null;
}

/** An inventory of the subgraph "inventory", where it is an interface. */
@Directive('@interfaceObject')
@ObjectType('ShopInventory', { description: 'What is in store.', simpleResolvers: true })
class Inventory {
  @Field(() => ID, { description: 'Its id.' })
  id: string;
}

const study = (caseNumber: string, description: string) => ({
  ...{ study: { caseNumber, description }, outcome: null },
});
const maker = Object.assign(new Person(), {
  ...{ email: 'maker@example.org', totalProductsCreated: 1_337, yearsOfEmployment: 10 },
});
const products: readonly CatalogueProduct[] = [
  {
    ...{ id: 'apollo-federation', sku: 'federation', package: '@apollo/federation' },
    variation: { id: 'OSS' },
    ...{ dimensions: { size: 'small', weight: 1, unit: 'kg' }, shelf: 'A7' },
    ...{ createdBy: maker, notes: 'Ours', research: [study('1234', 'Federation Study')] },
  },
  {
    ...{ id: 'apollo-studio', sku: 'studio', package: '', variation: { id: 'platform' } },
    ...{ dimensions: { size: 'small', weight: 1, unit: 'kg' }, shelf: 'A7' },
    ...{ createdBy: maker, notes: null, research: [study('1235', 'Studio Study')] },
  },
];
const deprecated: readonly CatalogueDeprecatedProduct[] = [
  { sku: 'apollo-federation-v1', package: '@apollo/federation-v1', reason: 'Migrate' },
];

@Resolver(() => Inventory)
class CatalogueResolver {
  @Requires('catalogue.read')
  @Query(() => CatalogueProduct, { nullable: true, description: 'A product.' })
  catalogueProduct(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): CatalogueProduct | null {
    return products.find((one) => one.id === id) ?? null;
  }

  @Requires('catalogue.read')
  @Query(() => CatalogueDeprecatedProduct, {
    ...{ nullable: true, description: 'One that is no more.' },
    deprecationReason: 'Use catalogueProduct instead',
  })
  catalogueDeprecatedProduct(
    @Arg('sku', () => String, { description: 'Its number.' }) sku: string,
    @Arg('package', () => String, { description: 'What it was part of.' }) sold: string,
  ): CatalogueDeprecatedProduct | null {
    return deprecated.find((one) => one.sku === sku && one.package === sold) ?? null;
  }

  @FieldResolver(() => [CatalogueDeprecatedProduct], {
    ...{ nullable: true, description: 'What of it is no more.' },
  })
  catalogueDeprecatedProducts(
    @Root() _inventory: Inventory,
    @Ctx() _ctx: PluginContext,
  ): readonly CatalogueDeprecatedProduct[] {
    return deprecated;
  }
}

/** How often things were looked for, by what; for tests of batching. */
export const lookups: { readonly type: string; readonly count: number }[] = [];

function looked<Thing>(
  type: string,
  all: readonly Thing[],
  is: (thing: Thing, key: Representation) => boolean,
) {
  return async (_ctx: PluginContext, keys: readonly Representation[]) => {
    lookups.push({ type, count: keys.length });
    return keys.map((key) => all.find((one) => is(one, key)) ?? null);
  };
}

const variationOf = ({ variation }: Representation): string | undefined =>
  (variation as { id?: string } | undefined)?.id;

export const catalogue = definePlugin({
  ...{ name: 'catalogue', version: '0.1.0', platform: '^0.1.0', kind: 'service' },
  prefix: 'Catalogue',
  title: { nl: 'Catalogus', fr: 'Catalogue', en: 'Catalogue', de: 'Katalog' },
  description: 'Products, as the examples of federation have them.',
  migrations: new URL('./no-tables/', import.meta.url),
  resolvers: [CatalogueResolver],
  directives: [
    schemaDirective({
      definition: '"""A product.""" directive @catalogueCustom on OBJECT',
      spec: 'https://specs.example.org/catalogue/v1.0',
    }),
    schemaDirective({
      definition: `"""Who should not see it."""
        directive @catalogueSensitivity(level: Int!) on OBJECT | FIELD_DEFINITION`,
      spec: 'https://specs.example.org/catalogue/v1.0',
    }),
  ],
  references: [
    reference({
      type: CatalogueProduct,
      keys: ['id', 'sku package', 'sku variation { id }'],
      permission: 'catalogue.read',
      find: looked('product', products, (one, key) => {
        if (key.id !== undefined) return one.id === key.id;
        const bySku = one.sku === key.sku;
        if (key.package !== undefined) return bySku && one.package === key.package;
        return bySku && one.variation?.id === variationOf(key);
      }),
    }),
    reference({
      ...{ type: CatalogueDeprecatedProduct, keys: ['sku package'] },
      permission: 'catalogue.read',
      find: looked(
        ...(['deprecated', deprecated] as const),
        (one, key) => one.sku === key.sku && one.package === key.package,
      ),
    }),
    reference({
      ...{ type: CatalogueResearch, keys: ['study { caseNumber }'] },
      permission: 'catalogue.read',
      find: looked(
        'research',
        products.flatMap(({ research }) => research),
        ({ study: { caseNumber } }, key) =>
          caseNumber === (key.study as { caseNumber?: string } | undefined)?.caseNumber,
      ),
    }),
    reference({
      ...{ type: Person, keys: ['email'], permission: 'catalogue.read', from: 'people' },
      find: async (_ctx, people) => people.map((one) => Object.assign(new Person(), maker, one)),
    }),
    reference({
      ...{ type: Inventory, keys: ['id'], permission: 'catalogue.read', from: 'inventory' },
    }),
  ],
  permissions: [
    permission({
      ...{ name: 'catalogue.read', description: 'See products.' },
      roles: { MEMBER: 'own', ADMIN: 'all' },
    }),
  ],
});

/** The same person for a plugin that takes a field over from the subgraph that has it today. */
@ObjectType('ShopPerson', { description: 'Who makes products.', simpleResolvers: true })
class RenamedPerson {
  @Field(() => ID, { description: 'The address.' })
  email: string;

  @Directive('@override(from: "people")')
  @Field(() => String, { nullable: true, description: 'The name.' })
  get name(): string {
    return `Renamed ${this.email}`;
  }
}

export const takeover = definePlugin({
  ...{ name: 'takeover', version: '0.1.0', platform: '^0.1.0', kind: 'service' },
  prefix: 'Takeover',
  title: { nl: 'Overname', fr: 'Reprise', en: 'Takeover', de: 'Übernahme' },
  description: 'Takes a field over, as one subgraph does that replaces another.',
  migrations: new URL('./no-tables/', import.meta.url),
  references: [
    reference({
      ...{ type: RenamedPerson, keys: ['email'], permission: 'member.read', from: 'people' },
      find: async (_ctx, people) => people.map((one) => Object.assign(new RenamedPerson(), one)),
    }),
  ],
});
