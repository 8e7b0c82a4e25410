/** Who a document is from and to, as they were on its day: what its PDF and its UBL show. */
import type { Locale } from '../../platform/messages.js';
import type { ClientKind } from '../client/client.entity.js';

interface Party {
  readonly name: string;
  readonly enterpriseNumber: string | null;
  readonly vatNumber: string | null;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

/** The client, as `core.party_of_client` writes it. */
export interface BuyerParty extends Party {
  readonly kind: ClientKind;
  /** "0208:0566988259"; null: none is known. */
  readonly peppolAddress: string | null;
  readonly email: string | null;
  /** Null: the language of the co-operative. */
  readonly locale: Locale | null;
}

/** The legal entity, as `core.party_of_host` writes it. */
export interface SellerParty extends Party {
  readonly iban: string;
  readonly bic: string | null;
}
