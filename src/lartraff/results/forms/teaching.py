"""The form that takes a table of who teaches what, as a file or pasted."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class TeachingTableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A spreadsheet (XLSX) or a text file (CSV), at most 2 MB."),
        required=False,
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste the table here"),
        help_text=gettext_lazy("Mark it in the spreadsheet, copy, and paste. Or write: Omar Aziz: Ma, NO"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not (cleaned.get("pasted") or "").strip():
            raise forms.ValidationError(_("Choose a file or paste a table."))
        return cleaned

    def table(self) -> tuple[bytes, str]:
        """What was sent, and the file's name."""
        file = self.cleaned_data["file"]
        return (file.read(), file.name) if file else (self.cleaned_data["pasted"].encode("utf-8", "replace"), "")
