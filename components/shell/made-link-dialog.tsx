'use client'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'

type MadeLinkDialogProps = {
  path: string
  words: { title: string; description: string; address: string; copy: string; done: string }
  onClose: () => void
}

/** The one time a link is shown. It lives in this dialog's memory and nowhere else in the browser. */
export function MadeLinkDialog({ path, words, onClose }: MadeLinkDialogProps) {
  const address = new URL(path, window.location.origin).href
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={words.title}
      description={words.description}
      actions={
        <>
          <Button onClick={onClose}>{words.done}</Button>
          <CopyButton text={address} variant="primary">
            {words.copy}
          </CopyButton>
        </>
      }
    >
      <output
        aria-label={words.address}
        className="mono block border-y border-line bg-sunken px-3 py-2.5 break-all select-all"
      >
        {address}
      </output>
    </Dialog>
  )
}
