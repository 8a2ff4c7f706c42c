"""Drawing a report's content as DOCX, as PDF, and its charts; imports rules only."""
