import { type DownloadDefinition, shown } from 'gezel/sdk';
import { MobilityTicketRequest } from './ticket-request.entity.js';

/** The tickets, for whoever may see the request when they fetch them. */
export const ticketDocument: DownloadDefinition = {
  name: 'mobility.tickets',
  open: async (ctx, { requestId, fileId }) => {
    if (requestId == null || fileId == null) return null;
    const request = await shown(ctx, await ctx.store.get(MobilityTicketRequest, requestId));
    if (request === null || ctx.viewer?.reach('mobility.read') === undefined) return null;
    const subject = { type: 'MobilityTicketRequest', id: requestId };
    const file = (await ctx.files.of(subject)).find(({ id }) => id === fileId);
    const body = file && (await ctx.files.open(subject, file.id));
    return file && body ? { mediaType: file.mediaType, filename: file.filename, body } : null;
  },
};
