/** 文武线, a thick line over a thin one. It opens a document: a receipt, an event, a page to be shared. */
export function DocumentRule() {
  return <div className="rule" aria-hidden="true" />
}
