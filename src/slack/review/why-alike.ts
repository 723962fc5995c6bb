// Why cases are alike, in words: who proposes what, and on which signs.
import { actionWords } from '../../../blocks/action-words.ts'
import { inWords } from '../../../blocks/kit/text.ts'

/** From a cluster ("agent|version|action|flag|…"), not escaped: "fraud detection: Hold it; first order, new address". */
export function whyAlike(cluster: string): string {
  const [agent = '', , action = '', ...flags] = cluster.split('|')
  const signs = flags.filter(Boolean).map(inWords)
  return `${inWords(agent)}: ${actionWords(action, '').label}${signs.length > 0 ? `; ${signs.join(', ')}` : ''}`
}
