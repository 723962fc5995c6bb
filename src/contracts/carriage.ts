// What a carrier's service is called in a sentence. Many names say the service already: "Ocean Economy", not "Ocean Economy economy".

export function carriageName(carrier: string, service: string | null | undefined): string {
  if (!service) return carrier
  return ` ${carrier}`.toLowerCase().endsWith(` ${service.toLowerCase()}`) ? carrier : `${carrier} ${service}`
}
