'use client'
import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useFieldLabelId, useFieldWiring } from '@/components/ui/field'
import { NOTICE_REL, toNoticeHref } from '@/lib/channels/notice-schema'
import { cleanNotice, lostTags } from './clean-notice'
import { NoticeDiff } from './notice-diff'
import { NoticeTools } from './notice-tools'

const MOST_NAMED = 6

type Props = {
  value: string
  /** What the upstream holds. */
  stored: string
  disabled: boolean
  onChange: (html: string) => void
  onBlur: () => void
}

/** What the shared list allows, and no more. Styles come from our own sheet: the policy lets in no others. */
const extensions = [
  StarterKit.configure({
    blockquote: false,
    code: false,
    codeBlock: false,
    horizontalRule: false,
    trailingNode: false,
    heading: { levels: [3, 4] },
    link: {
      openOnClick: false,
      autolink: false,
      linkOnPaste: false,
      protocols: ['https'],
      isAllowedUri: (uri) => toNoticeHref(uri) !== null,
      HTMLAttributes: { rel: NOTICE_REL, target: null, class: null },
    },
  }),
]

/** The notice as it will read. Opening it changes nothing: a value is written only by a person's own edit. */
export function NoticeEditor({ value, stored, disabled, onChange, onBlur }: Props) {
  const t = useTranslations('conditions.notice')
  const labelId = useFieldLabelId()
  const wiring = useFieldWiring()
  const written = useRef(value)
  const [lost, setLost] = useState<string[]>([])
  const drawn = useRef('')
  const origin = useRef(value)
  const editor = useEditor({
    extensions,
    content: cleanNotice(value),
    editable: !disabled,
    injectCSS: false,
    immediatelyRender: false,
    shouldRerenderOnTransaction: true,
    onCreate: ({ editor: made }) => {
      drawn.current = htmlOf(made)
      setLost(lostTags(value))
    },
    onUpdate: ({ editor: changed }) => {
      const html = htmlOf(changed)
      // Back where it began: the upstream's own spelling, so that nothing counts as changed.
      written.current = html === drawn.current ? origin.current : html
      onChange(written.current)
    },
    onBlur,
  })
  useEffect(() => {
    if (!editor || value === written.current) return
    written.current = value
    origin.current = value
    editor.commands.setContent(cleanNotice(value), { emitUpdate: false })
    drawn.current = htmlOf(editor)
    setLost(lostTags(value))
  }, [editor, value])

  useEffect(() => {
    editor?.setOptions({
      editable: !disabled,
      editorProps: {
        attributes: {
          ...(wiring.id ? { id: wiring.id } : {}),
          role: 'textbox',
          'aria-multiline': 'true',
          class: 'notice-text',
          ...(labelId ? { 'aria-labelledby': labelId } : {}),
          ...(wiring['aria-describedby'] ? { 'aria-describedby': wiring['aria-describedby'] } : {}),
          ...(wiring['aria-invalid'] ? { 'aria-invalid': 'true' } : {}),
        },
      },
    })
  }, [editor, disabled, labelId, wiring.id, wiring['aria-describedby'], wiring['aria-invalid']])

  if (!editor) return <p className="control text-ink-3">{t('opening')}</p>
  return (
    <>
      <div className="notice-box control" data-changed={value !== stored}>
        {disabled ? null : <NoticeTools editor={editor} />}
        <EditorContent editor={editor} />
      </div>
      {lost.length > 0 && !disabled ? (
        <p className="text-12 text-orpiment">
          {t('lost', {
            tags: lost
              .slice(0, MOST_NAMED)
              .map((tag) => `<${tag}>`)
              .join(' '),
          })}
        </p>
      ) : null}
      <NoticeDiff before={stored} after={value} />
    </>
  )
}

const htmlOf = (editor: Editor): string => (editor.isEmpty ? '' : editor.getHTML())
