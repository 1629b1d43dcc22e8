/** The response that the provider accepts as success, ready to be sent. */
export interface Ack {
  readonly status: number;
  readonly headers: { readonly "content-type": string; readonly [name: string]: string };
  readonly body: string;
}
