import { connectionType } from 'gezel/sdk';
import { MobilityRental } from './rental.entity.js';
import { MobilityTicketRequest } from './ticket-request.entity.js';

/** Lists of rentals and of requests, a page at a time. */
export const RentalConnection = connectionType(MobilityRental);
export const TicketRequestConnection = connectionType(MobilityTicketRequest);
