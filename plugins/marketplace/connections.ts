import { connectionType } from 'gezel/sdk';
import { MarketplacePlace, MarketplacePolicy, MarketplaceSkill } from './lists.entity.js';
import { MarketplaceFigure, MarketplaceOffer } from './offer.entity.js';
import { MarketplaceProposal, MarketplaceRequest } from './request.entity.js';

/** Lists, a page at a time. */
export const SkillConnection = connectionType(MarketplaceSkill);
export const PlaceConnection = connectionType(MarketplacePlace);
export const PolicyConnection = connectionType(MarketplacePolicy);
export const OfferConnection = connectionType(MarketplaceOffer);
export const FigureConnection = connectionType(MarketplaceFigure);
export const RequestConnection = connectionType(MarketplaceRequest);
export const ProposalConnection = connectionType(MarketplaceProposal);
