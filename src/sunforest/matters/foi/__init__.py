"""依申请公开: requests for government information, each answered in time, by law (条例 ch. 4)."""
