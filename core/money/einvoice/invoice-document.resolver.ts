import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { Download, downloadLink } from '../../platform/files/downloads.js';
import { locales } from '../../platform/messages.js';
import { isMadeByClient } from '../document/document-reads.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { DocumentFormat, filenameOf, invoiceDocument, mediaTypeOf } from './document-file.js';

@Resolver(() => Invoice)
export class InvoiceDocumentResolver {
  @FieldResolver(() => Download, {
    nullable: true,
    description:
      'The document as a file, with the parties as they were at its issue; null for a draft, and ' +
      'for what the client made out in our name: `selfBilledBy` has that file.',
  })
  async document(
    @Ctx() ctx: RequestContext,
    @Root() invoice: Invoice,
    @Arg('format', () => DocumentFormat, { description: 'How it is written.' })
    format: DocumentFormat,
    @Arg('locale', () => String, {
      nullable: true,
      description: 'nl, fr, en or de; the language of the co-operative when absent.',
    })
    locale?: string | null,
  ): Promise<Download | null> {
    if (locale != null && !locales.some((each) => each === locale)) {
      throw badInput(`"${locale}" is not one of ${locales.join(', ')}.`, 'locale');
    }
    if (invoice.number === null) return null;
    if (await isMadeByClient(known(ctx), invoice)) return null;
    const params = { invoiceId: invoice.id, format, locale: locale ?? null };
    const filename = filenameOf(invoice, format);
    const file = { mediaType: mediaTypeOf(format), filename };
    return downloadLink(known(ctx), invoiceDocument.name, params, file);
  }
}
